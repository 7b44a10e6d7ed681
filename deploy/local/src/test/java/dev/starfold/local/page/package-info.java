/** The page in a real Chromium: {@code PageIT} has the system and the browser, the rest are its tests by what they look at. */
package dev.starfold.local.page;
