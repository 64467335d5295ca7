package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.episode.ScoreRule;
import io.dopaflow.models.spiking.neuron.ContinuousNeuron;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.PoissonSteps;
import io.dopaflow.models.spiking.source.PoissonTrain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the cells of a network, one by one. */
public final class Cells {
    private final SpikingNetwork network;
    private final SpikingState start;

    /**
     * Cells that stand where a state tells.
     *
     * @param start of the same network
     */
    public Cells(SpikingNetwork network, SpikingState start) {
        this.network = network;
        this.start = start;
    }

    /**
     * The cells of a range of a group.
     *
     * @param from the first, numbered within the group
     * @param to behind the last one
     */
    public List<Cell> of(int group, int from, int to) {
        long now = start.isStart() ? -1 : start.timePs();
        if (network.groups().get(group) instanceof CellGroup.Trains trains) {
            return trains.trains().subList(from, to).stream()
                    .<Cell>map(train -> new GivenCell(train, network.time().unitPs(), now))
                    .toList();
        }
        Neurons neurons = Neurons.of(network, network.population(group), from, to);
        List<Input> inputs = inputs(group, from, to);
        List<ScoreRule> rules = network.projections().stream()
                .filter(projection -> projection.to() == group)
                .flatMap(projection -> projection.model().score().stream())
                .toList();
        boolean isScored = rules.stream().anyMatch(rule -> rule.eligibility().needsScore());
        List<Cell> cells = new ArrayList<>(to - from);
        for (int i = 0; i < to - from; i++) {
            Cell cell = network.time() instanceof TimeMode.Grid grid
                    ? onGrid(neurons, inputs, i, from + i, grid.stepPs(), isScored)
                    : continuous(neurons, inputs, i, from + i, rules, isScored, now);
            if (!start.isStart()) {
                cell.restore(start.neurons().get(network.first(group) + from + i));
            }
            cells.add(cell);
        }
        return cells;
    }

    /**
     * A drive of the group.
     *
     * @param drive to it
     * @param place among the drives of the network
     * @param weights of the range; empty for a current
     */
    private record Input(Drive drive, int place, double[] weights) {}

    private List<Input> inputs(int group, int from, int to) {
        List<Input> inputs = new ArrayList<>();
        for (int d = 0; d < network.drives().size(); d++) {
            Drive drive = network.drives().get(d);
            if (drive.to() == group) {
                double[] weights = drive instanceof Drive.Poisson poisson
                        ? KeyedValues.weights(poisson, network.streams(), from, to)
                        : new double[0];
                inputs.add(new Input(drive, d, weights));
            }
        }
        return inputs;
    }

    private static Optional<IntrinsicCurrent> intrinsic(List<Input> inputs) {
        return inputs.stream()
                .filter(input -> input.drive instanceof Drive.Excitability)
                .findFirst()
                .map(input -> new IntrinsicCurrent((Drive.Excitability) input.drive));
    }

    private Cell continuous(
            Neurons neurons,
            List<Input> inputs,
            int place,
            int number,
            List<ScoreRule> rules,
            boolean isScored,
            long now) {
        List<ContinuousCell.Train> trains = new ArrayList<>();
        List<CurrentSource.Steps> currents = new ArrayList<>();
        for (Input input : inputs) {
            if (input.drive instanceof Drive.Poisson poisson) {
                trains.add(new ContinuousCell.Train(
                        new PoissonTrain(poisson.rate(), network.streams(), poisson.id(), 0, number),
                        input.place,
                        input.weights[place],
                        poisson.delayPs()));
            } else if (input.drive instanceof Drive.Current current) {
                if (!(current.current().apply(number) instanceof CurrentSource.Steps steps)) {
                    throw new IllegalArgumentException("the current " + current.name()
                            + " changes all the time; allowed in continuous time: one that jumps");
                }
                currents.add(steps);
            }
        }
        ContinuousNeuron neuron = neurons.continuous(place);
        Optional<StretchTeller> teller =
                rules.stream().findFirst().map(rule -> new StretchTeller(neuron, isScored, rule.tauE()));
        return new ContinuousCell(neuron, trains, currents, intrinsic(inputs), network.episodes(), teller, now);
    }

    private Cell onGrid(Neurons neurons, List<Input> inputs, int place, int number, long stepPs, boolean isScored) {
        List<GridCell.Train> trains = new ArrayList<>();
        List<CurrentSource> currents = new ArrayList<>();
        for (Input input : inputs) {
            if (input.drive instanceof Drive.Poisson poisson) {
                PoissonSteps steps = new PoissonSteps(poisson.rate(), stepPs);
                trains.add(new GridCell.Train(
                        steps.counter(network.streams(), poisson.id(), 0, number),
                        input.weights[place],
                        poisson.delayPs() / stepPs));
            } else if (input.drive instanceof Drive.Current current) {
                currents.add(current.current().apply(number));
            }
        }
        return new GridCell(
                neurons.single(place, stepPs),
                stepPs,
                trains,
                currents,
                intrinsic(inputs),
                network.episodes(),
                isScored,
                start.timePs() / stepPs);
    }
}
