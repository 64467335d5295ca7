/** Who is connected with whom, and the distributions of weights, delays and starting values: keyed draws. */
@NullMarked
package io.dopaflow.models.spiking.connection;

import org.jspecify.annotations.NullMarked;
