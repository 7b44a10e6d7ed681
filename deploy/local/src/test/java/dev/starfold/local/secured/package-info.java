/** The services on servers that take nothing but TLS and logins, with the rights of {@code deploy/security} and no more. */
package dev.starfold.local.secured;
