package io.dopaflow.simulator;

import io.dopaflow.simulator.population.cycle.KernelBenchmark;
import io.dopaflow.simulator.population.cycle.UpdateBenchmark;
import io.dopaflow.simulator.population.cycle.UpdateBenchmark.Way;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The tables of what a weight update costs. */
final class UpdateTables {
    private static final int[] SIZES = {10, 100, 1000, 10_000, 1_000_000};
    private static final int[] LARGE = {10_000, 100_000, 1_000_000, 10_000_000};
    private static final int[] DIVIDED = {2000, 4000, 8000, 16_000, 100_000, 1_000_000};
    private static final int REFERENCE = 1000;

    private final Effort effort;
    private final PrintStream page;

    UpdateTables(Effort effort, PrintStream page) {
        this.effort = effort;
        this.page = page;
    }

    private static Case update(Way way, int synapses, int threads) {
        boolean manyActors = synapses > 100_000 && (way == Way.ACTORS || way == Way.BARE);
        Case one = Case.of(UpdateBenchmark.class, "way", way, "synapses", synapses, "threads", threads);
        return manyActors ? one.in("-Xmx4g") : one;
    }

    /** Both engines against the plain loop and bare Akka; the population engine up to the largest layer. */
    void costs() {
        List<Case> cases = new ArrayList<>();
        for (int synapses : SIZES) {
            cases.add(update(Way.POPULATION, synapses, 1));
            cases.add(update(Way.LOOP, synapses, 1));
            if (synapses <= effort.largestForActors()) {
                cases.add(update(Way.ACTORS, synapses, 1));
                cases.add(update(Way.BARE, synapses, 1));
            }
        }
        for (int synapses : LARGE) {
            Case one = update(Way.POPULATION, synapses, 1);
            if (synapses <= effort.largest() && !cases.contains(one)) {
                cases.add(one);
            }
        }
        Costs costs = new Costs(cases, effort);
        page.println("\n### A weight update, one thread: ns a synapse and cycle\n");
        page.println("| synapses | population | scalar loop | actors | bare Akka | scalar loop / population"
                + " | bare Akka / actors |");
        page.println("|---|---|---|---|---|---|---|");
        for (int synapses : SIZES) {
            Case population = update(Way.POPULATION, synapses, 1);
            Case loop = update(Way.LOOP, synapses, 1);
            Case actors = update(Way.ACTORS, synapses, 1);
            Case bare = update(Way.BARE, synapses, 1);
            row(
                    synapses,
                    costs.cost(population),
                    costs.cost(loop),
                    costs.cost(actors),
                    costs.cost(bare),
                    costs.ratio(loop, population),
                    costs.ratio(bare, actors));
        }
        page.println("\n### The population engine against the size of the network, one thread, heap of 1 GB\n");
        page.println("| synapses | ns | in terms of " + REFERENCE + " synapses |");
        page.println("|---|---|---|");
        Case reference = update(Way.POPULATION, REFERENCE, 1);
        row(REFERENCE, costs.cost(reference), "1");
        for (int synapses : LARGE) {
            Case one = update(Way.POPULATION, synapses, 1);
            row(synapses, costs.cost(one), costs.ratio(one, reference));
        }
    }

    /** The Vector API against loops that the compiler vectorises. */
    void kernels() {
        int[] sizes = {1000, 10_000};
        KernelBenchmark.Way[] ways = KernelBenchmark.Way.values();
        List<Case> cases = new ArrayList<>();
        for (int synapses : sizes) {
            for (KernelBenchmark.Way way : ways) {
                cases.add(Case.of(KernelBenchmark.class, "way", way, "synapses", synapses));
            }
        }
        Costs costs = new Costs(cases, effort);
        page.println("\n### Vector API or loops that the compiler vectorises: ns a synapse and cycle, whole runs\n");
        page.println("| synapses | Vector API | loops | one by one | loops / Vector API | one by one / Vector API |");
        page.println("|---|---|---|---|---|---|");
        for (int i = 0; i < sizes.length; i++) {
            Case vectors = cases.get(i * ways.length);
            Case loops = cases.get(i * ways.length + 1);
            Case scalar = cases.get(i * ways.length + 2);
            row(
                    sizes[i],
                    costs.cost(vectors),
                    costs.cost(loops),
                    costs.cost(scalar),
                    costs.ratio(loops, vectors),
                    costs.ratio(scalar, vectors));
        }
    }

    /** One thread against two, dividing layers that the engine would not divide too. */
    void threads() {
        List<Case> cases = new ArrayList<>();
        for (int synapses : DIVIDED) {
            cases.add(update(Way.POPULATION, synapses, 1));
            cases.add(update(Way.DIVIDED, synapses, 2));
        }
        Costs costs = new Costs(cases, effort);
        page.println("\n### One thread or two: ns a synapse and cycle\n");
        page.println("| synapses | one thread | two threads, divided at any size | one / two |");
        page.println("|---|---|---|---|");
        for (int synapses : DIVIDED) {
            Case one = update(Way.POPULATION, synapses, 1);
            Case two = update(Way.DIVIDED, synapses, 2);
            row(synapses, costs.cost(one), costs.cost(two), costs.ratio(one, two));
        }
    }

    private void row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell).append(" |");
        }
        page.println(row);
    }
}
