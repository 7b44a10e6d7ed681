/**
 * Real PostgreSQL, real Kafka and a small token issuer as child processes and objects of one JVM: for tests, for
 * benchmarks and for {@code deploy/up}. Linux and macOS, amd64 and arm64.
 */
@NullMarked
package dev.starfold.embedded;

import org.jspecify.annotations.NullMarked;
