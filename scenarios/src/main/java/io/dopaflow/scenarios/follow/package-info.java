/** Freezes weights along training and measures how closely rules follow the gradient there. */
@NullMarked
package io.dopaflow.scenarios.follow;

import org.jspecify.annotations.NullMarked;
