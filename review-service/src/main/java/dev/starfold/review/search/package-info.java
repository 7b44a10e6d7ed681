/** What full-text search takes for a word, in reviews and in queries alike. */
@NullMarked
package dev.starfold.review.search;

import org.jspecify.annotations.NullMarked;
