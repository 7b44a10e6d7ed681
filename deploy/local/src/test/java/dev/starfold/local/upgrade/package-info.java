/** Replaces one release by another, replica by replica, while users are at work: deploy/upgrade. */
package dev.starfold.local.upgrade;
