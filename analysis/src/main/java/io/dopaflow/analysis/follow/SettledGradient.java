package io.dopaflow.analysis.follow;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.RestingNetwork;
import io.dopaflow.models.phased.RestingNetwork.Rest;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;

/**
 * The gradient of the loss where a network that settles has come to rest, by the signed weights of its own synapses, by implicit
 * differentiation. At rest F(u, w) = phi'(u) I - u is 0 for every neuron that is not held at a bound, I the sum of what arrives
 * from both sides. With J = dF / du of these neurons and the adjoint l, which solves J' l = -dL / du,
 *
 * <pre>dL / dw = l . dF / dw</pre>
 *
 * (Almeida 1987; Pineda 1987). A weight that works in both directions is in two of the F. For one thread.
 */
public final class SettledGradient {
    private final PhasedLearning model;
    private final Circuit circuit;
    private final Network network;
    private final RestingNetwork resting;
    private final int[] neurons;
    private final int[] place;
    private final Wiring forward;
    private final Wiring back;
    private final double[] up;
    private final double[] down;
    private final boolean isShared;

    /**
     * The gradient at weights.
     *
     * @param model whose outputs answer by settling
     * @param stored what all synapses store
     */
    public SettledGradient(PhasedLearning model, double[] stored) {
        this.model = model;
        this.circuit = model.circuit();
        this.network = circuit.network();
        this.resting = new RestingNetwork(model, stored);
        this.neurons = IntStream.range(0, network.neuronCount())
                .filter(id -> !network.neuron(id).role().isSource())
                .toArray();
        this.place = new int[circuit.units()];
        Arrays.fill(place, -1);
        for (int i = 0; i < neurons.length; i++) {
            place[neurons[i]] = i;
        }
        int leading =
                circuit.back(circuit.rule().indexOf(circuit.rule().firstAnswer().name()));
        this.forward = circuit.wirings().get(0);
        this.back = circuit.wirings().get(leading);
        this.up = model.workingWeights(0, stored);
        this.down = model.workingWeights(leading, stored);
        this.isShared = circuit.weights(leading) instanceof Weights.Shared;
    }

    /**
     * Computes the gradient.
     *
     * @param into receives it, by synapse of the network
     * @return the loss
     * @throws IllegalStateException if the network does not come to rest
     */
    public double at(Sample sample, double[] into) {
        Rest rest = resting.at(sample);
        double[] amplitudes = new double[place.length];
        double[] slopes = new double[place.length];
        for (int unit = 0; unit < network.neuronCount(); unit++) {
            double potential = rest.potentials()[unit];
            boolean source = place[unit] < 0;
            amplitudes[unit] = source
                    ? presented(unit, sample)
                    : network.neuron(unit).activation().value(potential);
            slopes[unit] = source ? 0 : network.neuron(unit).activation().derivative(potential);
        }
        int[] outputs = network.outputs();
        double[] readout =
                Arrays.stream(outputs).mapToDouble(id -> amplitudes[id]).toArray();
        double[] error = new double[outputs.length];
        model.loss().gradient(readout, sample.target(), error);
        double[] pull = new double[neurons.length];
        for (int i = 0; i < outputs.length; i++) {
            pull[place[outputs[i]]] = rest.isHeld()[outputs[i]] ? 0 : error[i] * slopes[outputs[i]];
        }
        double[] adjoint = adjoint(rest, slopes, pull);
        Arrays.fill(into, 0);
        for (int synapse = 0; synapse < forward.size(); synapse++) {
            into[synapse] = share(adjoint, slopes, forward.post(synapse)) * amplitudes[forward.pre(synapse)];
        }
        for (int synapse = 0; isShared && synapse < back.size(); synapse++) {
            if (back.hasPartner(synapse)) {
                into[back.partner(synapse)] +=
                        share(adjoint, slopes, back.post(synapse)) * amplitudes[back.pre(synapse)];
            }
        }
        return model.loss().value(readout, sample.target());
    }

    private double presented(int unit, Sample sample) {
        NeuronRole role = network.neuron(unit).role();
        return role instanceof NeuronRole.Input input ? sample.features()[input.feature()] : 1;
    }

    private double share(double[] adjoint, double[] slopes, int post) {
        return adjoint[place[post]] * slopes[post];
    }

    /** Solves -J' l = dL / du; 0 for neurons that are held. */
    private double[] adjoint(Rest rest, double[] slopes, double[] pull) {
        double[][] transposed = new double[neurons.length][neurons.length];
        for (int i = 0; i < neurons.length; i++) {
            int id = neurons[i];
            boolean held = rest.isHeld()[id];
            double bent = network.neuron(id).activation().curvature(rest.potentials()[id]) * rest.inputs()[id];
            transposed[i][i] = held ? 1 : 1 - bent;
        }
        addCouplings(forward, up, rest, slopes, transposed);
        addCouplings(back, down, rest, slopes, transposed);
        return new LUDecomposition(new Array2DRowRealMatrix(transposed, false))
                .getSolver()
                .solve(new ArrayRealVector(pull, false))
                .toArray();
    }

    private void addCouplings(Wiring wiring, double[] weights, Rest rest, double[] slopes, double[][] transposed) {
        for (int synapse = 0; synapse < wiring.size(); synapse++) {
            int pre = wiring.pre(synapse);
            int post = wiring.post(synapse);
            if (place[pre] >= 0 && !rest.isHeld()[pre] && !rest.isHeld()[post]) {
                transposed[place[pre]][place[post]] -= slopes[post] * weights[synapse] * slopes[pre];
            }
        }
    }
}
