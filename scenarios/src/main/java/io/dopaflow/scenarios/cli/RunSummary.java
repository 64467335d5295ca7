package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.CheckpointStore;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Score;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import io.dopaflow.scenarios.run.RunOutcome;
import java.util.ArrayList;
import java.util.List;

/** What a run did and what came out, for a person. */
abstract class RunSummary {
    private final Terminal terminal;
    private final RunOutcome outcome;

    RunSummary(Terminal terminal, RunOutcome outcome) {
        this.terminal = terminal;
        this.outcome = outcome;
    }

    /** How far a run came that was cancelled. */
    abstract String reached();

    /** What came out, before what it cost. */
    abstract void results();

    /** What was done beside spikes, synaptic events and messages, in a few words. */
    abstract String done();

    /** How fast it was, after synaptic events and messages. */
    abstract String speed(double seconds);

    /** What came out of a run that finished, after what it cost, and what can be done next. */
    abstract void finished();

    /** Prints it. */
    final void print() {
        RunWork work = outcome.manifest().work();
        terminal.tell(headline(outcome.manifest()));
        row("run", outcome.directory().toString());
        results();
        double seconds = Math.max(work.wallSeconds(), 1e-9);
        List<String> done = new ArrayList<>(List.of(Text.count(work.spikes(), "spike"), done()));
        List<String> speed = new ArrayList<>();
        if (work.synapticEvents() > 0) {
            done.add(Text.count(work.synapticEvents(), "synaptic event"));
            speed.add(Text.rate(work.synapticEvents() / seconds) + " synaptic events per second");
        }
        if (work.messages() > 0) {
            done.add(Text.count(work.messages(), "message"));
            speed.add(Text.rate(work.messages() / seconds) + " messages per second");
        }
        speed.add(speed(seconds));
        row("done", String.join(", ", done));
        row("speed", String.join(", ", speed));
        row("recorder", recorder());
        if (outcome.status() == RunStatus.CANCELLED && new CheckpointStore(outcome.directory()).isPresent()) {
            terminal.tell("@|bold next|@");
            next("resume", "", "goes on from here");
        }
        if (outcome.status() == RunStatus.FINISHED) {
            finished();
        }
    }

    private String headline(RunManifest manifest) {
        String name = "@|bold " + manifest.name() + "|@";
        String time = Text.seconds(manifest.work().wallSeconds());
        return outcome.status() == RunStatus.CANCELLED
                ? name + " @|yellow cancelled|@ after " + time + ": " + reached()
                : name + " @|green finished|@ in " + time;
    }

    private String recorder() {
        return Text.count(outcome.load().rowsWritten(), "row") + " written, at most "
                + Text.count(outcome.load().mostRowsWaiting()) + " waiting, at most "
                + Text.number(outcome.load().longestLagSeconds() * 1e3) + " ms behind";
    }

    final Terminal terminal() {
        return terminal;
    }

    final RunOutcome outcome() {
        return outcome;
    }

    final void row(String name, String value) {
        terminal.tell(String.format("  @|cyan %-14s|@ %s", name, Text.escaped(value)));
    }

    final void next(String command, String option, String why) {
        String run = outcome.directory().toString();
        int width = "compare ".length() + run.length() + " --counts".length();
        String line = String.format("%-" + width + "s", command + " " + run + option);
        terminal.tell("  ./dopaflow " + Text.escaped(line) + "  @|faint " + why + "|@");
    }

    /**
     * How well a network that learns from samples has learnt.
     *
     * @param target what its outputs stand for
     */
    final void scores(Split samples, Target target) {
        outcome.end().ifPresent(end -> {
            row("train", score(end.training(), samples.training()));
            end.heldOut().ifPresent(score -> row("held out", score(score, samples.heldOut())));
            end.training()
                    .error()
                    .ifPresent(error ->
                            row("", "error: root mean square, in the unit of " + String.join(", ", target.names())));
        });
    }

    private static String score(Score score, List<Sample> samples) {
        return Text.score(score) + " (" + Text.count(samples.size(), "sample") + ")";
    }

    /** The same in plain words, with the direction in which it is good. */
    static String learnt(Progress end) {
        String samples = end.heldOut().isPresent() ? "held-out samples" : "training samples";
        Score score = end.heldOut().orElse(end.training());
        if (score.accuracy().isPresent()) {
            return Text.percent(score.accuracy().getAsDouble()) + " of the " + samples
                    + " are classified correctly (higher is better)";
        }
        return score.r2().isPresent()
                ? "R2 is " + Text.number(score.r2().getAsDouble()) + " on the " + samples + " (1 is best)"
                : "the loss of the " + samples + " is " + Text.number(score.loss()) + " (lower is better)";
    }
}
