/** The learning cycle: everything that decides the bits of a run, in one value that engines execute and the analysis replays. */
@NullMarked
package io.dopaflow.models.cycle;

import org.jspecify.annotations.NullMarked;
