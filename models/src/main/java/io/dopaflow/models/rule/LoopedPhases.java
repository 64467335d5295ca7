package io.dopaflow.models.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns loops into phases: those of round 1 are called {@code up#1}, and so on. */
final class LoopedPhases {
    private static final Pattern SENT = Pattern.compile("phases\\[(\\d+)](\\.sends\\.([a-z]+))?(.*)", Pattern.DOTALL);
    private static final Pattern ROUND = Pattern.compile("#\\d+");

    /** A phase of the rule, in a round of its loop; round 0 of none. */
    private record Origin(int index, int round) {}

    private final List<Phase> written;
    private final List<Loop> loops;
    private final int most;
    private final List<Phase> phases = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();

    /**
     * Loops that the check has nothing against.
     *
     * @param most how many rounds at most
     */
    LoopedPhases(List<Phase> written, List<Loop> loops, int most) {
        this.written = written;
        this.loops = loops;
        this.most = most;
        for (int i = 0; i < written.size(); i++) {
            Optional<Loop> loop = loopOf(written.get(i).name());
            if (loop.isEmpty()) {
                add(written.get(i).renamed(this::last, UnaryOperator.identity()), new Origin(i, 0));
            } else if (loop.get().phases().get(0).equals(written.get(i).name())) {
                addRounds(loop.get(), i);
            }
        }
    }

    private void add(Phase phase, Origin origin) {
        phases.add(phase);
        origins.add(origin);
    }

    private void addRounds(Loop loop, int start) {
        for (int round = 1; round <= rounds(loop); round++) {
            for (int k = 0; k < loop.phases().size(); k++) {
                int own = round;
                Phase phase = written.get(start + k);
                Phase sending = round == 1 ? phase.sending(sentFirst(phase, loop)) : phase;
                add(
                        sending.renamed(name -> inRound(loop, own, name), UnaryOperator.identity()),
                        new Origin(start + k, round));
            }
        }
    }

    /** What neurons send in a phase in the first round. */
    static Map<Group, Expression> sentFirst(Phase phase, Loop loop) {
        Map<Group, Expression> sent = new HashMap<>(phase.sends());
        sent.putAll(loop.first().getOrDefault(phase.name(), Map.of()));
        return sent;
    }

    private int rounds(Loop loop) {
        return Math.min(loop.times(), most);
    }

    private Optional<Loop> loopOf(String phase) {
        return loops.stream().filter(loop -> loop.phases().contains(phase)).findFirst();
    }

    private String inRound(Loop loop, int round, String name) {
        boolean before = name.endsWith(Loop.PREVIOUS);
        String phase = before ? name.substring(0, name.length() - Loop.PREVIOUS.length()) : name;
        return loop.phases().contains(phase) ? phase + "#" + (before ? round - 1 : round) : last(name);
    }

    /** The name of a phase as everything outside its loop means it. */
    private String last(String name) {
        return loopOf(name).map(loop -> name + "#" + rounds(loop)).orElse(name);
    }

    List<Phase> phases() {
        return phases;
    }

    /** An expression that is evaluated after all phases. */
    Expression after(Expression expression) {
        return expression.with(factor -> factor.ofPhase(this::last));
    }

    Map<String, Expression> updates(Map<String, Expression> updates) {
        return updates.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> after(entry.getValue())));
    }

    List<Trace> traces(List<Trace> traces) {
        return traces.stream()
                .map(trace -> new Trace(trace.name(), after(trace.change()), trace.initial()))
                .toList();
    }

    List<Broadcast> broadcasts(List<Broadcast> broadcasts) {
        return broadcasts.stream()
                .map(broadcast -> broadcast.renamed(broadcast.name(), this::last))
                .toList();
    }

    /** What is wrong with the phases as something that is wrong with the rule as it was written; each once. */
    List<RuleProblem> asWritten(List<RuleProblem> problems) {
        return loops.isEmpty()
                ? problems
                : problems.stream()
                        .map(problem -> new RuleProblem(
                                place(problem.place()), written(problem.found()), written(problem.allowed())))
                        .distinct()
                        .toList();
    }

    private String place(String unrolled) {
        Matcher matcher = SENT.matcher(unrolled);
        if (!matcher.matches()) {
            return unrolled;
        }
        Origin origin = origins.get(Integer.parseInt(matcher.group(1)));
        String phase = written.get(origin.index()).name();
        String group = matcher.group(3);
        for (int i = 0; i < loops.size(); i++) {
            Map<Group, Expression> first = loops.get(i).first().getOrDefault(phase, Map.of());
            if (origin.round() == 1
                    && group != null
                    && first.containsKey(Group.valueOf(group.toUpperCase(Locale.ROOT)))) {
                return "loops[" + i + "].first." + phase + "." + group + matcher.group(4);
            }
        }
        String sends = matcher.group(2) == null ? "" : matcher.group(2);
        return "phases[" + origin.index() + "]" + sends + matcher.group(4);
    }

    /** Without rounds, and with each item of a list once. */
    private static String written(String text) {
        String plain = ROUND.matcher(text).replaceAll("");
        return String.join(", ", new LinkedHashSet<>(Arrays.asList(plain.split(", "))));
    }

    /** The same rule without loops. */
    static Rule unrolled(Rule rule) {
        LoopedPhases all = new LoopedPhases(rule.phases(), rule.loops(), Integer.MAX_VALUE);
        return new Rule(
                rule.name(),
                rule.objective(),
                rule.repetitions(),
                all.phases(),
                rule.projections(),
                all.broadcasts(rule.broadcasts()),
                all.updates(rule.updates()),
                rule.rate(),
                rule.rates(),
                rule.after(),
                all.traces(rule.traces()),
                List.of());
    }
}
