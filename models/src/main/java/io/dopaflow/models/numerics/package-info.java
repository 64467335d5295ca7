/** Exponentials of the dynamics: the same bits on every machine, in scalar code and in vector code. */
@NullMarked
package io.dopaflow.models.numerics;

import org.jspecify.annotations.NullMarked;
