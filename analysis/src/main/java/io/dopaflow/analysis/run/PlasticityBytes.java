package io.dopaflow.analysis.run;

import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import io.dopaflow.models.spiking.reward.Released;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a checkpoint has of synapses that change, and of modulators. Each list is its length (int) and its elements.
 *
 * <pre>
 * list      of each projection whose synapses are not static:
 *     list, list        weights, own values (double)
 *     long              up to when all have settled
 *     list, list, list  remembered of sources, of targets, of targets for scaling
 *     list              presynaptic cells (int); only in checkpoints of networks that have been rewired
 * list      of each modulator:
 *     remembered        of its concentration
 *     list, list, list, list  under way: times (long), releases (long), ranks (long), amounts (double)
 *     list      how much each release has given (long)
 *     list      memories of judges: a list (long) each
 * </pre>
 *
 * <p>What is remembered is five lists: times (long), traces, slow traces, shares used, shares left (double).
 */
final class PlasticityBytes {
    private PlasticityBytes() {}

    /** Whether synapses have been replaced. */
    static boolean isRewired(SpikingState state) {
        return state.plasticity().stream().anyMatch(of -> of.wiring().length > 0);
    }

    static void write(DataOutputStream out, SpikingState state) throws IOException {
        boolean isRewired = isRewired(state);
        out.writeInt(state.plasticity().size());
        for (PlasticityState of : state.plasticity()) {
            write(out, of.weights());
            write(out, of.own());
            out.writeLong(of.settled());
            for (List<Remembered> cells : List.of(of.sources(), of.targets(), of.rates())) {
                out.writeInt(cells.size());
                for (Remembered cell : cells) {
                    write(out, cell);
                }
            }
            if (isRewired) {
                write(out, of.wiring());
            }
        }
        out.writeInt(state.modulators().size());
        for (ModulatorState of : state.modulators()) {
            write(out, of.concentration());
            write(out, of.released());
        }
    }

    private static void write(DataOutputStream out, Remembered remembered) throws IOException {
        write(out, remembered.times());
        write(out, remembered.traces());
        write(out, remembered.slowBefore());
        write(out, remembered.used());
        write(out, remembered.left());
    }

    private static void write(DataOutputStream out, Released.State released) throws IOException {
        write(out, released.times());
        write(out, Arrays.stream(released.releases()).asLongStream().toArray());
        write(out, released.ranks());
        write(out, released.amounts());
        write(out, released.given());
        out.writeInt(released.memories().size());
        for (long[] memory : released.memories()) {
            write(out, memory);
        }
    }

    private static void write(DataOutputStream out, double[] values) throws IOException {
        out.writeInt(values.length);
        CheckpointState.writeAll(out, values);
    }

    private static void write(DataOutputStream out, long[] values) throws IOException {
        out.writeInt(values.length);
        CheckpointState.writeAll(out, values);
    }

    private static void write(DataOutputStream out, int... values) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    static List<PlasticityState> plasticity(DataInputStream in, boolean isRewired) throws IOException {
        int count = in.readInt();
        List<PlasticityState> states = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            states.add(new PlasticityState(
                    doubles(in),
                    doubles(in),
                    in.readLong(),
                    allRemembered(in),
                    allRemembered(in),
                    allRemembered(in),
                    isRewired ? ints(in) : new int[0]));
        }
        return states;
    }

    static List<ModulatorState> modulators(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<ModulatorState> states = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            states.add(new ModulatorState(remembered(in), released(in)));
        }
        return states;
    }

    private static List<Remembered> allRemembered(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Remembered> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(remembered(in));
        }
        return cells;
    }

    private static Remembered remembered(DataInputStream in) throws IOException {
        return new Remembered(longs(in), doubles(in), doubles(in), doubles(in), doubles(in));
    }

    private static Released.State released(DataInputStream in) throws IOException {
        long[] times = longs(in);
        int[] releases = Arrays.stream(longs(in)).mapToInt(Math::toIntExact).toArray();
        long[] ranks = longs(in);
        double[] amounts = doubles(in);
        long[] given = longs(in);
        int count = in.readInt();
        List<long[]> memories = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            memories.add(longs(in));
        }
        return new Released.State(times, releases, ranks, amounts, given, memories);
    }

    private static double[] doubles(DataInputStream in) throws IOException {
        return CheckpointState.doubles(in, in.readInt());
    }

    private static int[] ints(DataInputStream in) throws IOException {
        int[] values = new int[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    private static long[] longs(DataInputStream in) throws IOException {
        return CheckpointState.longs(in, in.readInt());
    }
}
