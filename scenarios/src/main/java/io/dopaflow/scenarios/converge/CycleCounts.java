package io.dopaflow.scenarios.converge;

import io.dopaflow.scenarios.format.Numerals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads numbers of cycles: {@code 100,316,1000}, or a range by half decades, {@code 100..1e6}. */
final class CycleCounts {
    static final String ALLOWED =
            "numbers such as 100,316,1000 or a range by half decades such as 100..1e6, each from 1" + " to 1e9";

    private static final int MOST = 1_000_000_000;
    private static final int HALF_DECADES = 19;

    private CycleCounts() {}

    /** The numbers, ascending, each once; empty if the text is wrong. */
    static Optional<List<Integer>> parse(String text) {
        TreeSet<Integer> all = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("\\.\\.", -1);
            List<Optional<Integer>> numbers = new ArrayList<>();
            for (String end : ends) {
                numbers.add(number(end));
            }
            if (ends.length > 2 || numbers.stream().anyMatch(Optional::isEmpty)) {
                return Optional.empty();
            }
            int first = numbers.get(0).orElseThrow();
            int last = numbers.get(numbers.size() - 1).orElseThrow();
            if (last < first) {
                return Optional.empty();
            }
            all.add(first);
            all.add(last);
            for (int k = 0; k < HALF_DECADES; k++) {
                int step = halfDecade(k);
                if (step > first && step < last) {
                    all.add(step);
                }
            }
        }
        return Optional.of(List.copyOf(all));
    }

    /** 10^(k/2), where k is odd rounded to an even number: some rules take their cycles in pairs. */
    private static int halfDecade(int k) {
        double value = StrictMath.pow(10, k / 2.0);
        return k % 2 == 0 ? (int) Math.round(value) : 2 * (int) Math.round(value / 2);
    }

    private static Optional<Integer> number(String text) {
        return Numerals.parse(text.strip())
                .flatMap(number -> Numerals.whole(number, 1, MOST))
                .map(Math::toIntExact);
    }
}
