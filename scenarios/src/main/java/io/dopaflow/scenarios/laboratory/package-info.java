/** The laboratory in the browser: a server on the loopback address, its JSON API, and runs as they go on. */
@NullMarked
package io.dopaflow.scenarios.laboratory;

import org.jspecify.annotations.NullMarked;
