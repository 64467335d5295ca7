package io.dopaflow.scenarios.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("cycles", "half_window", "flow_time", "epochs", "a");

    @ParameterizedTest
    @CsvSource({"cycels,cycles", "Cycles,cycles", "half-window,half_window", "halfwindow,half_window", "epoch,epochs"})
    void misspeltWords_haveTheNearest(String word, String nearest) {
        assertThat(Nearest.to(word, KNOWN)).contains(nearest);
    }

    @ParameterizedTest
    @CsvSource({"x", "ab", "window", "circles_of", "''"})
    void otherWords_haveNone(String word) {
        assertThat(Nearest.to(word, KNOWN.subList(0, 4))).isEmpty();
    }
}
