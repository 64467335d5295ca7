package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.NetworkDigest;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunOutput;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.SpikingRunWriter;
import io.dopaflow.models.record.Simulation;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.simulator.engine.RunCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** A run of a network that spikes freely as it goes on. */
final class NetworkCourse implements RunCourse {
    private static final double MS_PER_SECOND = 1000;

    private final LoadedNetwork scenario;
    private final SpikingNetwork network;
    private final SpikingRunWriter writer;
    private final SpikingState start;
    private final RunListener listener;
    private volatile long milliseconds;

    NetworkCourse(LoadedNetwork scenario, RunSetting setting) {
        this.scenario = scenario;
        this.network = scenario.network();
        this.listener = setting.events().listener();
        this.start = setting.checkpoint()
                .map(kept -> SpikingState.of(kept.state()))
                .orElseGet(() -> SpikingState.startOf(network));
        this.milliseconds = start.timePs() / VirtualTime.PICOSECONDS_PER_MILLISECOND;
        this.writer = new SpikingRunWriter(
                setting.directory(), network, failure -> setting.cancellation().request());
    }

    @Override
    public RunOutput output() {
        return writer;
    }

    @Override
    public Simulation simulation() {
        SpikingRecorder recorder = listener.networkRecords()
                .<SpikingRecorder>map(follower -> new FollowedNetwork(writer, follower))
                .orElse(writer);
        return new SpikingSimulation(network, scenario.plan(), recorder, start);
    }

    @Override
    public void describe() {
        writer.cells();
        if (scenario.scenario().record().synapses()) {
            writer.synapses();
        }
    }

    @Override
    public long units() {
        return Math.max(1, network.durationPs() / VirtualTime.PICOSECONDS_PER_MILLISECOND);
    }

    @Override
    public void progressed(long done) {
        milliseconds = done;
    }

    @Override
    public void bindTo(MeterRegistry registry, RunCounters counters) {
        FunctionCounter.builder("dopaflow.biological.seconds", this, course -> course.milliseconds / MS_PER_SECOND)
                .description("Biological time simulated")
                .register(registry);
    }

    @Override
    public void keep(Checkpoint checkpoint, Runnable whenKept) {
        writer.checkpoint(checkpoint, whenKept);
    }

    @Override
    public Optional<RuntimeException> finish(Optional<SimulationState> end) {
        return Optional.empty();
    }

    @Override
    public String reached(RunCounters counters) {
        return "after " + milliseconds + " ms";
    }

    @Override
    public RunWork done(RunCounters counters, Optional<SimulationState> end, double seconds) {
        return new RunWork.OfNetwork(
                network.cells(),
                Math.round(network.expectedSynapses()),
                network.durationPs(),
                end.map(SimulationState::steps).orElse(milliseconds * VirtualTime.PICOSECONDS_PER_MILLISECOND),
                counters.spikes(),
                counters.synapticEvents(),
                counters.messages(),
                seconds);
    }

    @Override
    public String digest(SimulationState end) {
        return NetworkDigest.of(SpikingState.of(end));
    }

    @Override
    public Optional<Progress> firstScore() {
        return Optional.empty();
    }

    @Override
    public Optional<Progress> lastScore() {
        return Optional.empty();
    }
}
