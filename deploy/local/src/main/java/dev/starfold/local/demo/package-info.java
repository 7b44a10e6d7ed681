/** The command behind {@code deploy/demo}: fills a local system with something to look at. */
package dev.starfold.local.demo;
