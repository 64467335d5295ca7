package io.dopaflow.scenarios.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** A program that is missing leaves tests out, or fails them where nothing may be left out, and says how to get it. */
class NeededToolTest {

    @Test
    void missingProgram_isNamedWithItsPackage() {
        boolean required = "1".equals(System.getenv("DOPAFLOW_REQUIRE_TOOLS"));
        assertThat(catchThrowable(
                        () -> NeededTool.program("dopaflow-no-such-program", "no-such-package", "tests of nothing")))
                .isInstanceOf(required ? AssertionFailedError.class : TestAbortedException.class)
                .hasMessageContaining("LEFT OUT: tests of nothing: dopaflow-no-such-program was not found; install"
                        + " Debian's no-such-package");
    }
}
