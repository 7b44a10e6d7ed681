/** The manifests of deploy/kubernetes and deploy/compose.yaml, checked as far as they can be without a cluster or an engine. */
package dev.starfold.local.kubernetes;
