using CsCheck;
using NodaTime;
using Perron.Money;
namespace Perron.Rules.Tests.Money;

/// <summary>Positions after the Febelfin standard for coded account statements, version 2; the writer of the files is <see cref="CodaText"/>.</summary>
public sealed class CodaTests
{
    private const string Account = "BE72000000001616", Right = "010806817183";
    private static readonly LocalDate Day = new(2026, 11, 24);

    private static CodaText File() => new(Account, Day, 100_000);

    private static CodaStatement One(CodaText file) => Coda.Read(file.Write(), out _)!.Single();

    [Fact]
    public void A_statement_says_who_paid_what_with_which_communication()
    {
        var statement = One(File().Move(300, Right).Move(-5000, text: "HOUSE RENT"));
        Assert.Equal((Account, 1, Day, 100_000L, 95_300L, 2), (statement.Account, statement.Number, statement.To, statement.OldCents, statement.NewCents, statement.Movements.Count));
        Assert.Equal(new(3, "REF00010000", "00010000", 300, Day, Right, "", "BE32123456789002", "DUBOIS CLAIRE"), statement.Movements[0]);
        Assert.Equal((-5000L, "", "HOUSE RENT"), (statement.Movements[1].Cents, statement.Movements[1].Communication, statement.Movements[1].Text));
    }

    [Theory]
    [InlineData("+++010/8068/17183+++", "010806817183")]
    [InlineData("votre certificat ***010/8068/17183*** merci", "010806817183")]
    [InlineData("+++ 010 / 8068 / 17189 +++", "010806817189")] // wrong, and all the more to be looked at
    [InlineData("0032 475 12 34 56", "")]
    public void A_number_between_plus_signs_is_read_out_of_a_free_text(string text, string communication) => Assert.Equal(communication, One(File().Move(300, text: text)).Movements[0].Communication);

    [Fact]
    public void A_number_may_run_over_from_one_record_into_the_next() =>
        Assert.Equal(Right, One(File().Move(300, text: new string('x', 45) + "+++010/8068/17183+++")).Movements[0].Communication);

    [Fact]
    public void What_a_total_is_made_of_is_counted_once()
    {
        var statement = One(File().Move(900, type: '1').Move(300, Right, type: '5', detail: 1).Move(600, type: '5', detail: 2).Move(100, type: '3').Move(-10, type: '8', detail: 1));
        Assert.Equal([300, 600, 100], statement.Movements.Select(movement => movement.Cents));
        Assert.Equal(101_000, statement.NewCents);
    }

    [Fact]
    public void Several_statements_stand_in_one_file()
    {
        var read = Coda.Read(File().Move(300).Write(isLast: false) + new CodaText(Account, Day.PlusDays(1), 100_300).Move(-300).Write(number: 2), out _)!;
        Assert.Equal([(1, 100_300L), (2, 100_000L)], read.Select(statement => (statement.Number, statement.NewCents)));
    }

    [Fact]
    public void Details_that_do_not_make_the_total_are_refused()
    {
        Assert.Null(Coda.Read(File().Move(900, type: '1').Move(300, type: '5', detail: 1).Write(), out var fault));
        Assert.Equal(new(11, CodaFaultKind.DetailsDoNotAddUp), fault);
    }

    [Theory]
    [InlineData("000000000000300", "000000000000310", 7, CodaFaultKind.BalanceDoesNotAddUp)]
    [InlineData("21", "24", 3, CodaFaultKind.UnexpectedRecord)]
    [InlineData("000000000000300", "00000000000030x", 3, CodaFaultKind.WrongNumber)]
    [InlineData("000000000000300", "000000000000305", 3, CodaFaultKind.WrongNumber)] // half a cent
    [InlineData("241126", "321126", 3, CodaFaultKind.WrongDate)]
    public void A_file_that_does_not_add_up_is_refused_with_its_line(string good, string bad, int line, CodaFaultKind why)
    {
        var lines = File().Move(30).Write().Split("\r\n");
        lines[2] = lines[2].Replace(good, bad, StringComparison.Ordinal);
        Assert.Null(Coda.Read(string.Join("\r\n", lines), out var fault));
        Assert.Equal(new(line, why), fault);
    }

    [Fact]
    public void An_empty_file_one_that_breaks_off_and_one_of_another_sort_are_refused()
    {
        Assert.True(Coda.Read("", out var empty) is null && empty!.Why == CodaFaultKind.NoStatement);
        Assert.True(Coda.Read("date;montant\n2026-11-24;3,00", out var other) is null && other == new CodaFault(1, CodaFaultKind.WrongLength));
        var lines = File().Move(300).Write().Split("\r\n");
        Assert.True(Coda.Read(string.Join("\r\n", lines[..^2]), out var broken) is null && broken!.Why == CodaFaultKind.RecordsAreMissing);
        Assert.True(Coda.Read(string.Join("\r\n", [.. lines[..3], .. lines[4..]]), out var missing) is null && missing!.Why == CodaFaultKind.RecordsAreMissing);
    }

    /// <summary>Whatever is written is read back, to the cent; and no line can be left out unseen.</summary>
    [Fact]
    public void Whatever_moved_is_read_back_and_no_record_can_be_lost() => Gen.Select(Gen.Int[-100_000, 100_000].Where(cents => cents != 0).List[1, 8], Gen.Int[0, 1_000_000]).Sample((moved, seed) =>
    {
        var file = File();
        moved.ForEach(cents => file.Move(cents));
        Assert.Equal(moved.Select(cents => (long)cents), One(file).Movements.Select(movement => movement.Cents));
        var lines = file.Write().Split("\r\n").ToList();
        var gone = lines[seed % (lines.Count - 1)];
        if (gone[0] != '4') // a free message is not counted
        {
            lines.Remove(gone);
            Assert.Null(Coda.Read(string.Join("\r\n", lines), out _));
        }
    });
}
