/** What a network acts in, or predicts, instead of samples: pure, step by step. */
@NullMarked
package io.dopaflow.models.environment;

import org.jspecify.annotations.NullMarked;
