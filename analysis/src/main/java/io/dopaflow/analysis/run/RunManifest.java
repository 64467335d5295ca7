package io.dopaflow.analysis.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dopaflow.analysis.store.ContentDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run was and how it ended: the content of {@code manifest.json}.
 *
 * @param dopaflow version of Dopaflow that wrote the run
 * @param family the word for the family of its model
 * @param name name of the scenario
 * @param scenarioDigest SHA-256 of {@code scenario.yaml} in hexadecimal, see {@link ContentDigest}
 * @param dataDigest SHA-256 of the data set that the run learnt from, in hexadecimal, or {@link InputFile#digest} of the files
 *     that the scenario names; empty where there is neither
 * @param seed seed of every random stream
 * @param environment what executed the run
 * @param started when the run started
 * @param status how far the run came
 * @param finished when the run ended; empty while it is {@link RunStatus#RUNNING}
 * @param failure what ended the run; present when it is {@link RunStatus#FAILED}
 * @param digest what sums up the bits of the run: {@link WeightsDigest} of the last weights, or {@link NetworkDigest} of spikes
 *     and last states; empty until there is one
 * @param work what was planned and what was done
 * @param resumptions when the run was resumed, in order
 */
public record RunManifest(
        String dopaflow,
        String family,
        String name,
        String scenarioDigest,
        Optional<String> dataDigest,
        long seed,
        Environment environment,
        Instant started,
        RunStatus status,
        Optional<Instant> finished,
        Optional<Failure> failure,
        Optional<String> digest,
        RunWork work,
        List<Resumption> resumptions) {

    /** Version of the layout of a run directory that this code writes, and the newest that it reads. */
    public static final int FORMAT_VERSION = 1;

    /** Rejects an end without an end time and a failure without its cause. */
    public RunManifest {
        resumptions = List.copyOf(resumptions);
        if (status == RunStatus.RUNNING && finished.isPresent()) {
            throw new IllegalArgumentException("finished must be absent while the status is running, was " + finished);
        }
        if (status != RunStatus.RUNNING && finished.isEmpty()) {
            throw new IllegalArgumentException("finished must be given when the status is " + status.text());
        }
        if ((status == RunStatus.FAILED) != failure.isPresent()) {
            throw new IllegalArgumentException(
                    "failure must be given when the status is failed and only then, status was " + status.text());
        }
    }

    /** The manifest of a run that starts now in this process. */
    public static RunManifest starting(
            String dopaflow,
            String family,
            String name,
            String scenarioDigest,
            Optional<String> dataDigest,
            long seed,
            Environment environment,
            RunWork planned) {
        return new RunManifest(
                dopaflow,
                family,
                name,
                scenarioDigest,
                dataDigest,
                seed,
                environment,
                Instant.now(),
                RunStatus.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                planned,
                List.of());
    }

    /**
     * This manifest at the end of the run, which is now.
     *
     * @param ending finished, failed or cancelled
     * @param reason what ended the run; present when it failed and only then
     * @param digest of the end, if it was reached
     * @param done what was done
     */
    public RunManifest ended(RunStatus ending, Optional<Failure> reason, Optional<String> digest, RunWork done) {
        return new RunManifest(
                dopaflow,
                family,
                name,
                scenarioDigest,
                dataDigest,
                seed,
                environment,
                started,
                ending,
                Optional.of(Instant.now()),
                reason,
                digest,
                done,
                resumptions);
    }

    /**
     * This manifest from now on, when the run is resumed in this process.
     *
     * @param with what executes it now
     * @param steps learning cycles, learning opportunities, or picoseconds of biological time, done before
     */
    public RunManifest resumed(Environment with, long steps) {
        List<Resumption> all = new ArrayList<>(resumptions);
        all.add(new Resumption(Instant.now(), steps));
        return new RunManifest(
                dopaflow,
                family,
                name,
                scenarioDigest,
                dataDigest,
                seed,
                with,
                started,
                RunStatus.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                work,
                all);
    }

    /** The work of a run of learning cycles. */
    public RunWork.OfCycles cycleWork() {
        if (work instanceof RunWork.OfCycles own) {
            return own;
        }
        throw new IllegalStateException("a run of the family " + family + " has no learning cycles");
    }

    /** The work of a run of a network that spikes freely. */
    public RunWork.OfNetwork networkWork() {
        if (work instanceof RunWork.OfNetwork own) {
            return own;
        }
        throw new IllegalStateException("a run of the family " + family + " has no network that spikes freely");
    }

    /** The work of a run of phased learning. */
    public RunWork.OfPhases phasedWork() {
        if (work instanceof RunWork.OfPhases own) {
            return own;
        }
        throw new IllegalStateException("a run of the family " + family + " has no phases");
    }

    /** When the process started to run it that ran it last. */
    public Instant latestStart() {
        return resumptions.isEmpty()
                ? started
                : resumptions.get(resumptions.size() - 1).at();
    }

    /**
     * A run was resumed.
     *
     * @param at when
     * @param fromStep number of the first learning cycle, over the whole run from 0, or of the first learning opportunity of
     *     phased learning, that was done then; the time from which a network that spikes freely went on, in ps
     */
    public record Resumption(Instant at, long fromStep) {}

    /**
     * What executed the run.
     *
     * @param engine name of the engine
     * @param threads number of threads that computed, at least 1
     * @param jvm Java virtual machine, with its version
     * @param os operating system and processor architecture
     * @param pid process identifier
     * @param reason why this engine, for people; may be empty
     */
    public record Environment(
            String engine,
            int threads,
            String jvm,
            String os,
            long pid,
            @JsonProperty("engineReason") String reason) {

        /** Rejects fewer than one thread. */
        public Environment {
            if (threads < 1) {
                throw new IllegalArgumentException("threads must be at least 1, was " + threads);
            }
        }

        /** This process, as an engine that computes with the given number of threads, chosen for the given reason. */
        public static Environment ofThisProcess(String engine, int threads, String reason) {
            return new Environment(
                    engine,
                    threads,
                    System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
                    System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                            + System.getProperty("os.arch"),
                    ProcessHandle.current().pid(),
                    reason);
        }
    }

    /**
     * What ended a failed run.
     *
     * @param culprit which neuron, synapse or other part
     * @param at opportunity and cycle, as text for people
     * @param message what went wrong
     * @param resumable whether the run can be resumed: something around the model failed, not the model itself
     */
    public record Failure(String culprit, String at, String message, boolean resumable) {}
}
