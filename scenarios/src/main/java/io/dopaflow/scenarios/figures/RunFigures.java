package io.dopaflow.scenarios.figures;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The figures of something that was recorded: which kinds apply to it, and each when it is asked for. Figures share what they
 * read, so that all together take little longer than the slowest. Not thread-safe.
 */
public final class RunFigures {
    private final Map<FigureKind, Supplier<FigureResult>> makers;

    RunFigures(Map<FigureKind, Supplier<FigureResult>> makers) {
        this.makers = new EnumMap<>(makers);
    }

    /** The kinds that apply, in order. */
    public Set<FigureKind> kinds() {
        return new TreeSet<>(makers.keySet());
    }

    /**
     * Makes a figure.
     *
     * @throws IllegalArgumentException if the kind does not apply; says which do
     */
    public FigureResult figure(FigureKind kind) {
        Supplier<FigureResult> maker = makers.get(kind);
        if (maker == null) {
            throw new IllegalArgumentException(kind.word() + ": is no figure of this run; allowed are "
                    + String.join(", ", kinds().stream().map(FigureKind::word).toList()));
        }
        return maker.get();
    }

    /** Makes all figures that apply, in order. */
    public Map<FigureKind, FigureResult> all() {
        Map<FigureKind, FigureResult> all = new EnumMap<>(FigureKind.class);
        kinds().forEach(kind -> all.put(kind, figure(kind)));
        return all;
    }
}
