package io.dopaflow.scenarios.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the word that was probably meant: the known word at the smallest edit distance (insertion, deletion,
 * replacement and exchange of neighbours each count 1).
 */
public final class Nearest {

    private Nearest() {}

    /**
     * The known word nearest to a misspelt one; nothing where none is near: at a distance of more than a third of the
     * letters.
     */
    public static Optional<String> to(String word, Collection<String> known) {
        String wanted = simplified(word);
        int tolerated = Math.min(Math.max(1, wanted.length() / 3), wanted.length() - 1);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - wanted.length()) <= tolerated)
                .min(Comparator.comparingInt(candidate -> distance(wanted, simplified(candidate))))
                .filter(candidate -> distance(wanted, simplified(candidate)) <= tolerated);
    }

    /** What to add to what is allowed: {@code  (did you mean NAME?)}, or nothing where no known word is near. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(near -> " (did you mean " + near + "?)").orElse("");
    }

    private static String simplified(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] d, int i, int j) {
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
