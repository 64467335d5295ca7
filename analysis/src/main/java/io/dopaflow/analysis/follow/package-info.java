/** How closely the updates of a local rule, at frozen weights, follow the gradient of the objective that it claims. */
@NullMarked
package io.dopaflow.analysis.follow;

import org.jspecify.annotations.NullMarked;
