/** What operators see of the services: traces, metrics, alerts, logs; tested on the packaged services. */
package dev.starfold.local.observed;
