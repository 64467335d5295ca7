/** Virtual time: integer picoseconds, and the phases of a learning cycle. */
@NullMarked
package io.dopaflow.models.time;

import org.jspecify.annotations.NullMarked;
