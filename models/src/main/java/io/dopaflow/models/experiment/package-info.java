/** Everything that decides the bits of a run, in one value that engines execute and the analysis replays. */
@NullMarked
package io.dopaflow.models.experiment;

import org.jspecify.annotations.NullMarked;
