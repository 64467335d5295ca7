/** What a caller of an engine sees: the request, cancellation, counters, the result. */
@NullMarked
package io.dopaflow.simulator.engine;

import org.jspecify.annotations.NullMarked;
