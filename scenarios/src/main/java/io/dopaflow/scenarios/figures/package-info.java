/** All figures that can be made of a run: which there are, and how each is made. */
@NullMarked
package io.dopaflow.scenarios.figures;

import org.jspecify.annotations.NullMarked;
