@NullMarked
package dev.starfold.local.demo;

import org.jspecify.annotations.NullMarked;
