using CsCheck;
using Perron.Printing;
namespace Perron.Rules.Tests.Printing;

public sealed class TicketBytesTests
{
    private static readonly PaperTicket Ticket = new("Maison communale · Braine-l’Alleud", "A 42", "Carte d’identité perdue ou volée : déclaration et nouvelle carte", "environ 10 min, rarement plus de 25",
        "3 personnes avant vous", "lundi 30 novembre 2026, 10:32", "https://braine.example/t/7f3k29-qx", "Suivez votre tour sur votre téléphone (0 €)");

    [Fact]
    public void A_ticket_says_what_it_has_to_say()
    {
        var roll = PaperRoll.Print(TicketBytes.Of(Ticket, new()));
        Assert.Equal(
            [
                ("Maison communale · Braine-l'Alleud", 1, false), ("Carte d'identité perdue", 2, false), ("ou volée : déclaration", 2, false), ("et nouvelle carte", 2, false),
                ("environ 10 min, rarement plus de 25", 1, true), ("3 personnes avant vous", 1, false), ("Suivez votre tour sur votre téléphone (0 €)", 1, false), ("lundi 30 novembre 2026, 10:32", 1, false),
            ], roll.Lines);
        Assert.Equal(("https://braine.example/t/7f3k29-qx", 1, true, 19), (roll.Square, roll.Cuts, roll.IsCentred, roll.CodePage));
        Assert.Equal((576, 200), (Assert.Single(roll.Images).GetLength(0), roll.Images[0].GetLength(1)));
    }

    [Fact]
    public void Whatever_stands_on_it_it_is_one_ticket_cut_once() => Gen.Select(Gen.String, Gen.String, Gen.String.Null(), Gen.String.Null(), Gen.OneOf(Gen.Const(576), Gen.Const(384), Gen.Const(512))).Sample((number, service, wait, url, dots) =>
    {
        var roll = PaperRoll.Print(TicketBytes.Of(Ticket with { Number = number, Service = service, Wait = wait, FollowUrl = url }, new(dots)));
        Assert.True(roll.Cuts == 1 && roll.Images.Count == 1 && roll.Lines.All(line => line.Text.Length * line.Size * 12 <= dots));
        Assert.True(roll.Square is null || roll.Square == url);
    });

    [Theory]
    [InlineData("« Œuvre »\u202F: l’été… 5\u00A0€ – là", "« OEuvre » : l'été... 5 € - là")]
    [InlineData("Ĝis Đ ő ł Ş العربية", "Gis ? o ? S ???????")] // what the printer has no letter for
    [InlineData("a\u001B@b\u001DV\u0000c\nd", "a @b V c d")]
    public void A_text_is_written_as_far_as_the_printer_has_letters(string text, string printed) =>
        Assert.Contains(PaperRoll.Print(TicketBytes.Of(Ticket with { Ahead = text }, new())).Lines, line => line.Text == printed);

    [Fact]
    public void Every_letter_of_Western_Europe_is_itself() => Assert.All("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜøØáíóúñÑ¿¡«»ÁÂÀãÃÊËÈ€ÍÎÏÌÓßÔÒõÕÚÛÙýÝ°·²³±½", letter =>
        Assert.Contains(PaperRoll.Print(TicketBytes.Of(Ticket with { Ahead = $"x{letter}x" }, new())).Lines, line => line.Text == $"x{letter}x"));

    [Fact]
    public void Paper_that_cannot_be_followed_has_no_square()
    {
        var roll = PaperRoll.Print(TicketBytes.Of(Ticket with { FollowUrl = null, Wait = null }, new()));
        Assert.Null(roll.Square);
        Assert.DoesNotContain(roll.Lines, line => line.Text.StartsWith("Suivez", StringComparison.Ordinal) || line.IsBold);
    }
}
