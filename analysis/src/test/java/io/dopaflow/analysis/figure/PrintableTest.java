package io.dopaflow.analysis.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    /** Of each kind one: C0, DEL, C1, overrides of direction, invisible ones, line separator, no XML, half a pair. */
    @ParameterizedTest
    @ValueSource(
            ints = {0, 7, 9, 0xA, 0x1B, 0x7F, 0x9B, 0xAD, 0x200B, 0x202E, 0x2066, 0x2028, 0xFEFF, 0xFFFE, 0xFFFF, 0xD800
            })
    void whatIsNotSeen_becomesAnEscape(int codePoint) {
        String hidden = new String(Character.toChars(codePoint));
        assertThat(Printable.of("a" + hidden + "b")).isEqualTo(String.format("a\\u%04xb", codePoint));
    }

    @Test
    void whatIsSeen_staysAsItIs() {
        String seen = "pre -> post; schön 神経 \uD83E\uDDE0 $1 \\n <b>&\"'";
        assertThat(Printable.of(seen)).isEqualTo(seen);
    }

    @Test
    void invisibleCharactersOutsideTheBasicPlane_becomeTwoEscapes() {
        assertThat(Printable.of("\uDB40\uDC41")).isEqualTo("\\udb40\\udc41");
    }
}
