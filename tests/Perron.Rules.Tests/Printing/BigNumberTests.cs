using CsCheck;
using Perron.Printing;
using Perron.Speaking;
namespace Perron.Rules.Tests.Printing;

public sealed class BigNumberTests
{
    private static readonly string All = SpokenCall.Letters + "0123456789";
    private static readonly Gen<string> Number = Gen.Select(Gen.Char[SpokenCall.Letters], Gen.Int[1, 999], (letter, number) => $"{letter} {number}");

    [Theory]
    [InlineData("CEFGHJKLMNTUVWXYZ12357", 0)]
    [InlineData("ADPR0469", 1)]
    [InlineData("B8", 2)]
    public void A_letter_is_one_piece_with_as_many_holes_as_it_has(string letters, int holes) => Assert.All(letters, letter =>
    {
        var image = Printed($"{letter}", 200);
        Assert.Equal((1, holes), (Pieces(image, black: true), Pieces(image, black: false) - 1));
    });

    [Fact]
    public void No_letter_resembles_another_in_more_than_nine_dots_of_ten()
    {
        var images = All.ToDictionary(letter => letter, letter => Printed($"{letter}", 200));
        Assert.All(from one in All from other in All where one < other select (one, other), pair =>
        {
            var (both, either) = (0, 0);
            foreach (var (first, second) in images[pair.one].Cast<bool>().Zip(images[pair.other].Cast<bool>()))
            {
                both += first && second ? 1 : 0;
                either += first || second ? 1 : 0;
            }

            Assert.True(both < 0.9 * either, $"{pair}: {both} of {either}");
        });
    }

    [Fact]
    public void Every_number_fits_the_paper_is_in_its_middle_and_as_large_as_it_can_be() => Gen.Select(Number, Gen.Bool).Sample((number, isNarrow) =>
    {
        var image = Printed(number, isNarrow ? 384 : 576);
        var (width, height) = (image.GetLength(0), image.GetLength(1));
        var across = Enumerable.Range(0, width).Where(x => Enumerable.Range(0, height).Any(y => image[x, y])).ToList();
        var down = Enumerable.Range(0, height).Where(y => Enumerable.Range(0, width).Any(x => image[x, y])).ToList();
        Assert.InRange(across[0] - (width - 1 - across[^1]), -4, 4);
        Assert.True(down[0] <= 2 && down[^1] >= height - 3, "No row is wasted.");
        Assert.True(height == 200 || across[0] <= 4, "It is as high as it may be, or as wide as the paper.");
        Assert.Equal(number.Length - 1, Runs(across));
    }, iter: 200);

    private static int Runs(List<int> across) => 1 + across.Zip(across.Skip(1)).Count(pair => pair.Second > pair.First + 1);

    private static bool[,] Printed(string number, int dots) => Assert.Single(PaperRoll.Print(TicketBytes.Of(new("", number, "", null, "", "", null, ""), new(dots))).Images);

    private static int Pieces(bool[,] image, bool black)
    {
        var (width, height) = (image.GetLength(0), image.GetLength(1));
        var (seen, pieces) = (new bool[width + 2, height + 2], 0); // with a white rim, so that what is around is one piece
        for (var at = 0; at < seen.Length; at++)
        {
            var (x, y) = (at % (width + 2), at / (width + 2));
            if (Is(x, y) && !seen[x, y])
            {
                pieces++;
                Fill(x, y);
            }
        }

        return pieces;

        bool Is(int x, int y) => (x > 0 && y > 0 && x <= width && y <= height && image[x - 1, y - 1]) == black;

        void Fill(int x, int y)
        {
            var left = new Stack<(int X, int Y)>([(x, y)]);
            while (left.TryPop(out var dot))
            {
                if (dot.X < 0 || dot.Y < 0 || dot.X >= width + 2 || dot.Y >= height + 2 || seen[dot.X, dot.Y] || !Is(dot.X, dot.Y))
                {
                    continue;
                }

                seen[dot.X, dot.Y] = true;
                foreach (var (dx, dy) in new[] { (1, 0), (-1, 0), (0, 1), (0, -1) })
                {
                    left.Push((dot.X + dx, dot.Y + dy));
                }
            }
        }
    }
}
