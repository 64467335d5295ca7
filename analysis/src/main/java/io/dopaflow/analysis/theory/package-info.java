/**
 * What theory says of an experiment before it is run: the noise and the bias of its weights beside the gradient flow, and
 * with them what to expect of a step, of a learning opportunity and of a whole run.
 */
@NullMarked
package io.dopaflow.analysis.theory;

import org.jspecify.annotations.NullMarked;
