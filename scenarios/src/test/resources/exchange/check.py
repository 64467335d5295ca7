"""Checks files with h5py: check.py spikes|nwb|nodes|edges FILE... Each rule of the formats that can be stated is an assertion.

Of spikes it prints a line for each, "picoseconds population node", in the order of time, then population, then node.
"""
import sys
import uuid
from decimal import ROUND_HALF_EVEN, Decimal

import h5py
import numpy as np


def picoseconds(time, digits):
    return int((Decimal(float(time).__repr__()) * 10**digits).to_integral_value(ROUND_HALF_EVEN))


def is_sonata(root):
    """SONATA Developer Guide: attributes of each file."""
    assert root.attrs["magic"] == 0x0A7A and root.attrs["magic"].dtype == np.uint32
    assert list(root.attrs["version"]) == [0, 1] and root.attrs["version"].dtype == np.uint32


def show(spikes):
    for time, population, node in sorted(spikes):
        print(time, population, node)


def check_spikes(root):
    is_sonata(root)
    assert list(root) == ["spikes"]
    spikes = []
    for name, population in root["spikes"].items():
        assert sorted(population) == ["node_ids", "timestamps"]
        times, nodes = population["timestamps"], population["node_ids"]
        assert times.dtype == np.float64 and times.attrs["units"] == "ms" and times.ndim == 1
        assert nodes.dtype == np.uint64 and nodes.shape == times.shape
        assert "gids" not in population
        words = h5py.check_enum_dtype(population.attrs.get_id("sorting").dtype)
        assert words == {"none": 0, "by_id": 1, "by_time": 2}, words
        assert population.attrs["sorting"] == words["by_time"] and np.all(np.diff(times[:]) >= 0)
        if times.size:
            assert root.attrs["t_start"] <= times[0] and times[-1] <= root.attrs["t_stop"]
        spikes += [(picoseconds(t, 9), name, int(n)) for t, n in zip(times[:], nodes[:])]
    show(spikes)


def text(value):
    return value.decode() if isinstance(value, bytes) else value


def is_typed(node, namespace, kind, ids):
    assert node.attrs["namespace"] == namespace and node.attrs["neurodata_type"] == kind, node
    ids.append(str(uuid.UUID(node.attrs["object_id"])))


def check_nwb(root):
    ids = []
    is_typed(root, "core", "NWBFile", ids)
    assert root.attrs["nwb_version"].startswith("2.")
    for group in ["acquisition", "analysis", "general", "processing", "stimulus/presentation", "stimulus/templates"]:
        assert isinstance(root[group], h5py.Group)
    for name in ["identifier", "session_description", "session_start_time", "timestamps_reference_time"]:
        assert root[name].shape == () and h5py.check_string_dtype(root[name].dtype).length is None
        assert text(root[name][()])
    assert root["file_create_date"].ndim == 1
    assert text(root["session_start_time"][()]).endswith("Z")
    units = root["units"]
    is_typed(units, "core", "Units", ids)
    assert units.attrs["description"]
    rows = units["id"].shape[0]
    is_typed(units["id"], "hdmf-common", "ElementIdentifiers", ids)
    assert list(units["id"][:]) == list(range(rows))
    columns = [text(name) for name in units.attrs["colnames"]]
    for name in columns:
        is_typed(units[name], "hdmf-common", "VectorData", ids)
        assert units[name].attrs["description"]
        length = units[name].shape[0]
        if name + "_index" in units:
            index = units[name + "_index"]
            is_typed(index, "hdmf-common", "VectorIndex", ids)
            assert index.attrs["description"] and root[index.attrs["target"]] == units[name]
            assert index.dtype.kind == "u" and index.shape == (rows,)
            ends = index[:].astype(int)
            assert np.all(np.diff(ends, prepend=0) >= 0) and (rows == 0 or ends[-1] == length)
        else:
            assert length == rows
    assert set(units) == {"id"} | set(columns) | {name + "_index" for name in ["spike_times", "obs_intervals"]}
    assert len(set(ids)) == len(ids)
    assert units["spike_times"].dtype == np.float64 and units["obs_intervals"].shape[1] == 2
    spikes, start, before = [], 0, 0
    observed = units["obs_intervals_index"][:].astype(int)
    for row, end in enumerate(units["spike_times_index"][:].astype(int)):
        times = units["spike_times"][start:end]
        assert np.all(np.diff(times) > 0)
        intervals = units["obs_intervals"][before : observed[row]]
        assert np.all(np.diff(intervals.ravel()) > 0), "intervals follow one another"
        assert all(np.any((intervals[:, 0] <= t) & (t <= intervals[:, 1])) for t in times)
        before = observed[row]
        name = text(units["population"][row])
        spikes += [(picoseconds(t, 12), name, int(units["node_id"][row])) for t in times]
        start = end
    show(spikes)


def check_groups(population, kind, size):
    """Each element has a type, a group and a place in it."""
    for name in ["_type_id", "_group_id", "_group_index"]:
        assert population[kind + name].shape == (size,) and population[kind + name].dtype.kind == "u"
    for group in np.unique(population[kind + "_group_id"][:]):
        places = population[kind + "_group_index"][:][population[kind + "_group_id"][:] == group]
        assert len(set(places)) == len(places)

        def has_all(name, node):
            if isinstance(node, h5py.Dataset):
                assert node.shape[0] > max(places) and np.all(np.isfinite(node[:])), name

        population[str(group)].visititems(has_all)


def check_nodes(root):
    is_sonata(root)
    for name, population in root["nodes"].items():
        ids = population["node_id"][:]
        assert list(ids) == list(range(len(ids))), "ids from 0 in each population"
        check_groups(population, "node", len(ids))
        print(name, len(ids))


def check_edges(root):
    is_sonata(root)
    for name, population in root["edges"].items():
        sources, targets = population["source_node_id"], population["target_node_id"]
        assert sources.dtype == np.uint64 and targets.dtype == np.uint64 and sources.shape == targets.shape
        assert sources.attrs["node_population"] and targets.attrs["node_population"]
        check_groups(population, "edge", sources.shape[0])
        for way, of in [("source_to_target", sources[:]), ("target_to_source", targets[:])]:
            index = population["indices"][way]
            # libsonata reads the first name, BMTK the second one: one dataset.
            assert index["node_id_to_ranges"] == index["node_id_to_range"]
            found = 0
            for node, (first, behind) in enumerate(index["node_id_to_ranges"][:].astype(int)):
                for start, end in index["range_to_edge_id"][first:behind].astype(int):
                    assert start < end and np.all(of[start:end] == node)
                    found += end - start
            assert found == len(of), "each edge in one range"
        print(name, sources.attrs["node_population"], targets.attrs["node_population"], len(sources))


CHECKS = {"spikes": check_spikes, "nwb": check_nwb, "nodes": check_nodes, "edges": check_edges}
for name in sys.argv[2:]:
    with h5py.File(name, "r") as file:
        CHECKS[sys.argv[1]](file)
