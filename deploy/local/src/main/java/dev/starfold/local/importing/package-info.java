/** The command behind {@code deploy/import}: reads a file of reviews and sends it to a running system, a chunk at a time. */
package dev.starfold.local.importing;
