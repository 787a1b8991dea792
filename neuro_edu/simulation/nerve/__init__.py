"""The motor axon: channels, one node with its internode, many axons, one along its length."""
