/** The command line: picocli commands, what they print, and the exit codes. */
@NullMarked
package io.dopaflow.scenarios.cli;

import org.jspecify.annotations.NullMarked;
