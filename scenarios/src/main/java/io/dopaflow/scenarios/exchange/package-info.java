/** Networks in the files of other simulators: as scenarios, and from scenarios. */
@NullMarked
package io.dopaflow.scenarios.exchange;

import org.jspecify.annotations.NullMarked;
