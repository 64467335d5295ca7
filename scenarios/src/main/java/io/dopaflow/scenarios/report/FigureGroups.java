package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.report.Block;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.FigureResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The figures of runs, kind by kind: those of several runs beside one another on common axes. */
final class FigureGroups {
    private final Map<FigureKind, Block.Figures> shown = new TreeMap<>();
    private final Map<FigureKind, Set<String>> missing = new TreeMap<>();

    /**
     * Groups figures.
     *
     * @param runs their figures by name of the run, in order
     */
    FigureGroups(Map<String, Map<FigureKind, FigureResult>> runs) {
        Set<FigureKind> kinds = new TreeSet<>();
        runs.values().forEach(figures -> kinds.addAll(figures.keySet()));
        for (FigureKind kind : kinds) {
            Map<String, Figure> made = new LinkedHashMap<>();
            runs.forEach((name, figures) -> {
                FigureResult result = figures.get(kind);
                if (result instanceof FigureResult.Made one) {
                    made.put(name, one.figure());
                } else if (result instanceof FigureResult.Missing none) {
                    String of = runs.size() > 1 ? name + ": " : "";
                    missing.computeIfAbsent(kind, k -> new LinkedHashSet<>()).add(of + none.why());
                }
            });
            if (!made.isEmpty()) {
                shown.put(kind, block(kind, made, runs.size() > 1));
            }
        }
    }

    private static Block.Figures block(FigureKind kind, Map<String, Figure> made, boolean areSeveral) {
        List<Figure> figures = new ArrayList<>();
        made.forEach((name, figure) ->
                figures.add(areSeveral ? new Figure(name, figure.columns(), figure.panels(), figure.notes()) : figure));
        return new Block.Figures(title(kind), sentence(kind.shows()), CommonAxes.of(figures));
    }

    private static String title(FigureKind kind) {
        return switch (kind) {
            case ISI -> "Inter-spike intervals";
            case FLOW -> "Weights over their gradient flow";
            case DISTANCE -> "Distance from gradient flow";
            case TRAJECTORIES -> "Within one learning opportunity";
            case STDP -> "STDP window";
            default -> sentence(kind.word().replace('-', ' ')).replace(".", "");
        };
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }

    /** Those of some kinds, and a list of what is missing of them. */
    List<Block> of(Set<FigureKind> kinds) {
        List<Block> blocks = new ArrayList<>();
        shown.forEach((kind, block) -> {
            if (kinds.contains(kind)) {
                blocks.add(block);
            }
        });
        List<Block.Fact> facts = new ArrayList<>();
        missing.forEach((kind, reasons) -> {
            if (kinds.contains(kind)) {
                reasons.forEach(reason -> facts.add(new Block.Fact(title(kind), "Not drawn: " + reason + ".", false)));
            }
        });
        if (!facts.isEmpty()) {
            blocks.add(new Block.Facts(facts));
        }
        return blocks;
    }
}
