package dev.assay.verification.transparency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tree of Certificate Transparency's reference tests: its eight entries, roots and paths. */
class MerkleTreeTest {

    private static final List<Digest> LEAVES = Stream.of(
                    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
            .map(hex -> TreeHash.leaf(HexFormat.of().parseHex(hex)))
            .toList();

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final String LEFT_PAIR = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
    private static final String FIRST_FOUR = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private static final String SECOND_PAIR = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String LAST_FOUR = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String SECOND_LEAF = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String FIFTH_LEAF = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String LAST_PAIR = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String THIRD_PAIR = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

    private static MerkleTree tree(int size) {
        return MerkleTree.of(LEAVES.subList(0, size));
    }

    private static List<String> hex(List<Digest> path) {
        return path.stream().map(Digest::hex).toList();
    }

    @Test
    void rootsAreThoseOfTheReference() {
        for (int size = 0; size <= 8; size++) {
            assertEquals(ROOTS.get(size), tree(size).root().hex());
        }
    }

    @Test
    void inclusionPathsAreThoseOfTheReference() {
        assertEquals(List.of(), hex(tree(1).inclusion(0).path()));
        assertEquals(
                List.of(SECOND_LEAF, SECOND_PAIR, LAST_FOUR),
                hex(tree(8).inclusion(0).path()));
        assertEquals(
                List.of(FIFTH_LEAF, LAST_PAIR, FIRST_FOUR),
                hex(tree(8).inclusion(5).path()));
        assertEquals(List.of(LEFT_PAIR), hex(tree(3).inclusion(2).path()));
    }

    @Test
    void consistencyPathsAreThoseOfTheReference() {
        assertEquals(List.of(), hex(tree(1).consistency(1).path()));
        assertEquals(
                List.of(SECOND_LEAF, SECOND_PAIR, LAST_FOUR),
                hex(tree(8).consistency(1).path()));
        assertEquals(
                List.of(THIRD_PAIR, LAST_PAIR, FIRST_FOUR),
                hex(tree(8).consistency(6).path()));
        assertEquals(
                List.of(SECOND_PAIR, FIFTH_LEAF), hex(tree(5).consistency(2).path()));
    }

    private static List<Digest> many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TreeHash.leaf(new byte[] {(byte) i, (byte) (i >> 8)}))
                .toList();
    }

    @Test
    void everyLeafOfEveryTreeIsProvedAndNoOther() {
        List<Digest> leaves = many(70);
        for (int size = 1; size <= leaves.size(); size++) {
            MerkleTree tree = MerkleTree.of(leaves.subList(0, size));
            for (int index = 0; index < size; index++) {
                InclusionProof proof = tree.inclusion(index);
                proof.require(leaves.get(index), tree.root());
                Digest other = TreeHash.leaf(new byte[] {1, 2, 3});
                assertRefused(Reason.LOG_INCLUSION_INVALID, () -> proof.require(other, tree.root()));
            }
        }
    }

    @Test
    void everyTreeBeginsWithEverySmallerOneAndNoOther() {
        List<Digest> leaves = many(70);
        Digest other = TreeHash.leaf(new byte[] {1, 2, 3});
        for (int newer = 1; newer <= leaves.size(); newer++) {
            MerkleTree tree = MerkleTree.of(leaves.subList(0, newer));
            for (int older = 1; older <= newer; older++) {
                Digest olderRoot = MerkleTree.of(leaves.subList(0, older)).root();
                ConsistencyProof proof = tree.consistency(older);
                proof.require(olderRoot, tree.root());
                assertRefused(Reason.LOG_CONSISTENCY_INVALID, () -> proof.require(other, tree.root()));
                assertRefused(Reason.LOG_CONSISTENCY_INVALID, () -> proof.require(olderRoot, other));
            }
        }
    }

    @Test
    void theEmptyTreeIsTheBeginningOfEveryTree() {
        tree(8).consistency(0).require(TreeHash.EMPTY, tree(8).root());
        assertRefused(
                Reason.LOG_CONSISTENCY_INVALID, () -> tree(8).consistency(0).require(tree(1).root(), tree(8).root()));
    }

    @Test
    void rejectsPathsThatAreTooShortTooLongOrForAnotherPlace() {
        Digest leaf = LEAVES.get(5);
        Digest root = tree(8).root();
        List<Digest> path = tree(8).inclusion(5).path();
        List<Digest> longer = new ArrayList<>(path);
        longer.add(root);
        for (InclusionProof wrong : List.of(
                new InclusionProof(5, 8, path.subList(0, 2)),
                new InclusionProof(5, 8, longer),
                new InclusionProof(5, 8, List.of()),
                new InclusionProof(4, 8, path),
                new InclusionProof(13, 8, path),
                new InclusionProof(-1, 8, path),
                new InclusionProof(5, 16, path),
                new InclusionProof(0, 0, path))) {
            assertRefused(Reason.LOG_INCLUSION_INVALID, () -> wrong.require(leaf, root));
        }
    }

    private static void assertRefused(Reason reason, Runnable check) {
        assertEquals(reason, assertThrows(Rejection.class, check::run).reason());
    }

    @Test
    void tilesMakeTheSameTreesHoweverTheyGrew() {
        List<Digest> leaves = many(70_000);
        FakeTiles tiles = new FakeTiles();
        int size = 0;
        for (int step : new int[] {1, 1, 253, 1, 1, 300, 0, 65_000, 279, 4163, 1}) {
            TileGrowth grown = TileGrowth.append(size, leaves.subList(size, size + step), tiles::read);
            size += step;
            tiles.store(grown);
            assertEquals(size, grown.size());
            assertEquals(MerkleTree.of(leaves.subList(0, size)).root(), grown.root(), () -> "step " + step);
        }
        MerkleTree tiled = new MerkleTree(new TiledHashes(size, tiles::read), size);
        MerkleTree whole = MerkleTree.of(leaves.subList(0, size));
        for (int index : new int[] {0, 255, 256, 65_535, 65_536, size - 1}) {
            assertEquals(whole.inclusion(index), tiled.inclusion(index));
            assertEquals(whole.consistency(index), tiled.consistency(index));
        }
    }
}
