/** Random streams: one for each seed, purpose and entity, never one for a thread. */
@NullMarked
package io.dopaflow.models.random;

import org.jspecify.annotations.NullMarked;
