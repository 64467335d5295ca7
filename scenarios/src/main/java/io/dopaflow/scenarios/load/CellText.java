package io.dopaflow.scenarios.load;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the eye sees of a cell, so that what cannot be told apart is not told apart. */
final class CellText {

    private static final String BLANKS = "\\p{Zs}\u2800\u3164\uFFA0";
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\uFE00-\uFE0F\u034F\u115F\u1160\u180B-\u180F]");
    private static final Pattern OUTER =
            Pattern.compile("^[\\s" + BLANKS + INVISIBLE.pattern() + "]+|[\\s" + BLANKS + INVISIBLE.pattern() + "]+$");
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cntrl}'\"`\u00B4\u2018-\u201F\u2039\u203A\u00AB\u00BB]");

    /** Each letter or dash, followed by what it is easily taken for: Cyrillic, Greek, dashes. */
    private static final String TWINS =
            "\u0410A\u0412B\u0415E\u0405S\u0406I\u0408J\u041AK\u041CM\u041DH\u041EO\u0420P\u0421C"
                    + "\u0422T\u0423Y\u0425X\u0430a\u0435e\u043Eo\u0440p\u0441c\u0443y\u0445x\u0455s\u0456i\u0458j\u0501d\u04BBh"
                    + "\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039AK\u039CM\u039DN\u039FO\u03A1P\u03A4T\u03A5Y\u03A7X\u03BFo"
                    + "\u2010-\u2012-\u2013-\u2212-";

    private CellText() {}

    /** The cell without blanks and invisible characters around it. */
    static String stripped(String cell) {
        return OUTER.matcher(cell).replaceAll("");
    }

    /** Equal for texts that look the same: no invisible characters, one kind of blanks, one composition of accents. */
    static String visible(String text) {
        String seen = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("");
        return stripped(seen.replaceAll("[" + BLANKS + "]+", " "));
    }

    /** Equal for texts that are easily taken for one another, too: letters of other scripts, wide ones, quotation marks. */
    static String shape(String text) {
        String plain = Normalizer.normalize(UNSEEN.matcher(visible(text)).replaceAll(""), Normalizer.Form.NFKC);
        return stripped(plain.chars().mapToObj(CellText::twin).collect(Collectors.joining()));
    }

    private static String twin(int c) {
        int place = TWINS.indexOf(c);
        return Character.toString(place >= 0 && place % 2 == 0 ? TWINS.charAt(place + 1) : c);
    }

    /** The first character of a text that is not what it seems, or is not seen at all, by its number and name. */
    static Optional<String> oddity(String text) {
        return text.codePoints()
                .filter(c -> c > '~' || c < ' ')
                .mapToObj(c -> String.format("U+%04X %s", c, Character.getName(c)))
                .findFirst();
    }
}
