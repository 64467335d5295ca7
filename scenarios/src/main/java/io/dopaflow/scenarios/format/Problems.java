package io.dopaflow.scenarios.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with an input while it is read, so that everything is reported at once.
 *
 * <p>At most {@link #LIMIT} problems are kept: a file that is wrong in more places than that is wrong in one way. Not
 * thread-safe.
 */
public final class Problems {

    /** How many problems are kept. */
    public static final int LIMIT = 200;

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::place).thenComparing(Problem::key);

    private final Set<Problem> found = new LinkedHashSet<>();
    private int dropped;

    /** Adds a problem of a key by its path, or of none where that is empty. */
    public void add(Place place, String key, String whatWasFound, String allowed) {
        if (found.size() < LIMIT) {
            found.add(new Problem(place, key, whatWasFound, allowed));
        } else {
            dropped++;
        }
    }

    /** Adds a problem of an option of the command line. */
    public void add(String option, String whatWasFound, String allowed) {
        add(Place.of(option), "", whatWasFound, allowed);
    }

    /** Adds all that is wrong with a scenario. */
    public void addAll(InvalidScenarioException scenario) {
        scenario.problems().forEach(each -> add(each.place(), each.key(), each.found(), each.allowed()));
    }

    /** How many problems were reported, dropped ones included. */
    public int count() {
        return found.size() + dropped;
    }

    /** Whether something is wrong at a path or below it. */
    public boolean isWrong(String path) {
        return found.stream()
                .anyMatch(problem -> problem.key().equals(path) || problem.key().startsWith(path + "."));
    }

    /** Whether nothing is wrong so far. */
    public boolean none() {
        return found.isEmpty();
    }

    /** The problems in the order of their places. */
    public List<Problem> inOrder() {
        List<Problem> all = new ArrayList<>(found);
        all.sort(BY_PLACE);
        return List.copyOf(all);
    }

    /** Ends the reading with every problem if anything was wrong. */
    public void throwIfAny() throws InvalidScenarioException {
        if (!none()) {
            throw new InvalidScenarioException(inOrder(), dropped);
        }
    }
}
