/**
 * Models of neurons and what moves their states: exact solutions, solvers, arrays of many neurons. {@link
 * io.dopaflow.models.spiking.neuron.NeuronModels} lists the models.
 */
@NullMarked
package io.dopaflow.models.spiking.neuron;

import org.jspecify.annotations.NullMarked;
