package dev.assay.cli;

import dev.assay.cli.audit.AuditCommand;
import dev.assay.cli.bench.BenchCommand;
import dev.assay.cli.convert.ConvertCommand;
import dev.assay.cli.demo.DemoCommand;
import dev.assay.cli.network.UpCommand;
import dev.assay.cli.run.ProveCommand;
import dev.assay.cli.run.RunCommand;
import dev.assay.cli.service.EnclaveCommand;
import dev.assay.cli.service.MarketCommand;
import dev.assay.cli.service.NodeCommand;
import dev.assay.cli.service.RelayCommand;
import dev.assay.cli.setup.SetupCommand;
import dev.assay.cli.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all commands. */
@Command(
        name = "assay",
        description = "Verifiable compute: run a program or prove a statement on machines you do not trust, and check"
                + " the result yourself.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            RunCommand.class,
            VerifyCommand.class,
            ConvertCommand.class,
            ProveCommand.class,
            SetupCommand.class,
            RelayCommand.class,
            MarketCommand.class,
            EnclaveCommand.class,
            NodeCommand.class,
            AuditCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Start here:",
            "  ./assay demo          see both paths work, verified, in a temporary folder",
            "  ./assay up            a network of your own on this machine; then, in another terminal:",
            "  ./assay run samples/programs/median-price/median-price.wasm \\",
            "      --input samples/programs/median-price/input.csv --assurance tee --insecure-simulated",
            "",
            "Exit status: 0 done and verified, 1 checked and rejected, 2 wrong use, 3 the world failed."
        })
final class AssayCommand {}
