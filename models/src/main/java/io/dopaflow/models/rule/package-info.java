/** Local learning rules as data: phases, projections, broadcasts, and updates that are sums of products. */
@NullMarked
package io.dopaflow.models.rule;

import org.jspecify.annotations.NullMarked;
