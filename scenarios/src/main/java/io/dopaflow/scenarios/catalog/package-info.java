/** The scenarios that are built in. */
@NullMarked
package io.dopaflow.scenarios.catalog;

import org.jspecify.annotations.NullMarked;
