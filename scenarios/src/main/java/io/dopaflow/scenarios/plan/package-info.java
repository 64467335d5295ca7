/** What a run will cost on this machine, measured on a moment of it. */
@NullMarked
package io.dopaflow.scenarios.plan;

import org.jspecify.annotations.NullMarked;
