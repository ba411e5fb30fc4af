using System.Globalization;
using CsCheck;
using NodaTime;
using Perron.Belgium;
namespace Perron.Rules.Tests.Belgium;

public sealed class NationalNumberTests
{
    private static readonly LocalDate Today = new(2026, 11, 24);

    [Theory]
    [InlineData("85073003328", "1985-07-30", Sex.Male)]
    [InlineData("17073003384", "2017-07-30", Sex.Male)]
    [InlineData("75.06.08-980.09", "1975-06-08", Sex.Female)]
    public void A_number_tells_birth_date_and_sex(string digits, string born, Sex sex)
    {
        var number = NationalNumber.Parse(digits, Today)!.Value;

        Assert.Equal(born, number.BirthDate!.Value.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(sex, number.Sex);
        Assert.False(number.IsBis);
    }

    [Theory]
    [InlineData("98472899765", "1998-07-28", Sex.Male)]
    [InlineData("01490700185", "2001-09-07", Sex.Male)]
    [InlineData("75.46.08-980.95", "1975-06-08", Sex.Female)]
    [InlineData("75.26.08-980.52", "1975-06-08", null)]
    public void A_bis_number_has_its_month_raised(string digits, string born, Sex? sex)
    {
        var number = NationalNumber.Parse(digits)!.Value;

        Assert.True(number.IsBis);
        Assert.Equal(born, number.BirthDate!.Value.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(sex, number.Sex);
    }

    [Fact]
    public void A_bis_number_given_before_the_sex_was_known_tells_none() => Assert.Null(NationalNumber.Parse(Checked("982728997", 1900))!.Value.Sex);

    [Theory]
    [InlineData("850000123", 1985)]
    [InlineData("000001123", 1900)]
    [InlineData("850700123", 1985)]
    [InlineData("850732123", 1985)]
    [InlineData("870229123", 1987)]
    public void An_unknown_month_or_day_leaves_only_the_year(string nine, int year)
    {
        var number = NationalNumber.Parse(Checked(nine, 1900))!.Value;

        Assert.Null(number.BirthDate);
        Assert.Equal(year, number.BirthYear);
    }

    // The vectors of python-stdnum (be.nn, be.bis) for births of which not all is known.
    [Theory]
    [InlineData("00000100166", 1900)]
    [InlineData("00000100195", 2000)]
    [InlineData("00000000128", 2000)]
    [InlineData("00010000135", 2000)]
    [InlineData("85073500107", 1985)]
    [InlineData("00400100155", 1900)]
    [InlineData("00200100112", 1900)]
    [InlineData("00400100184", 2000)]
    [InlineData("00200100141", 2000)]
    [InlineData("00400000117", 2000)]
    [InlineData("00200000171", 2000)]
    [InlineData("00410000124", 2000)]
    [InlineData("00210000178", 2000)]
    [InlineData("85473500193", 1985)]
    [InlineData("85273500150", 1985)]
    public void A_published_number_without_a_whole_date_is_right_and_tells_its_year(string digits, int year)
    {
        var number = NationalNumber.Parse(digits)!.Value;

        Assert.Null(number.BirthDate);
        Assert.Equal(year, number.BirthYear);
    }

    [Theory]
    [InlineData("12345678901")]
    [InlineData("85133000105")]
    [InlineData("85533000191")]
    [InlineData("85333000148")]
    public void A_published_wrong_number_is_refused(string digits) => Assert.Null(NationalNumber.Parse(digits));

    [Theory]
    [InlineData("85.07.30-033.28")]
    [InlineData(" 85 07 30 033 28 ")]
    [InlineData("85.07.30‑033–28")]
    public void Spaces_dots_and_dashes_mean_nothing(string typed)
    {
        var number = NationalNumber.Parse(typed)!.Value;

        Assert.Equal("85073003328", number.Digits);
        Assert.Equal("85.07.30-033.28", number.ToString());
        Assert.Equal("85.07.30-***.**", number.Masked);
    }

    [Theory]
    [InlineData(null, NumberRefusal.WrongLength)]
    [InlineData("8507300332", NumberRefusal.WrongLength)]
    [InlineData("8507300332O", NumberRefusal.StrangeSign)]
    [InlineData("85133003328", NumberRefusal.NoSuchDate)]
    [InlineData("85073003329", NumberRefusal.WrongCheckDigits)]
    [InlineData("٨٥073003328", NumberRefusal.StrangeSign)]
    public void What_is_wrong_is_told(string? typed, NumberRefusal why)
    {
        Assert.Equal(why, NationalNumber.Why(typed));
        Assert.Null(NationalNumber.Parse(typed));
    }

    [Fact]
    public void Nobody_is_born_tomorrow()
    {
        var tomorrow = Checked("261125123", 2000);

        Assert.Equal(NumberRefusal.InTheFuture, NationalNumber.Why(tomorrow, Today));
        Assert.Null(NationalNumber.Parse(tomorrow, Today));
        Assert.NotNull(NationalNumber.Parse(tomorrow, Today.PlusDays(1)));
    }

    [Fact]
    public void Every_number_given_is_read_with_its_own_date() => AnyNumber.Sample((born, sequence) =>
    {
        var number = NationalNumber.Parse(Number(born, sequence), Today)!.Value;

        Assert.Equal(born, number.BirthDate);
        Assert.Equal(sequence % 2 == 1 ? Sex.Male : Sex.Female, number.Sex);
        Assert.Equal(number, NationalNumber.Parse(number.ToString()));
    });

    [Fact]
    public void A_number_is_read_again_whatever_stands_between_its_digits() => Gen.Select(AnyNumber, NumberTests.AnySeparators).Sample((person, separators) =>
    {
        var number = NationalNumber.Parse(Number(person.Item1, person.Item2))!.Value;

        Assert.Equal(number, NationalNumber.Parse(NumberTests.Strewn(number.ToString(), separators)));
    });

    // The century is not written, only told by the check digits, and there a step of six in the last digit of the year can look like the other century: such a number is somebody else’s.
    [Fact]
    public void One_wrong_digit_is_always_refused_unless_it_makes_somebody_of_the_other_century() =>
        Gen.Select(AnyNumber, Gen.Int[0, 10], Gen.Int[1, 9]).Sample((person, at, by) =>
        {
            var right = Number(person.Item1, person.Item2);
            var wrong = right[..at] + (char)('0' + (right[at] - '0' + by) % 10) + right[(at + 1)..];

            Assert.True(NationalNumber.Parse(wrong) is not { } other || (at == 1 && Math.Abs(wrong[1] - right[1]) == 6 && other.BirthYear / 100 != person.Item1.Year / 100), $"{right} became {wrong}");
        }, iter: 50_000);

    private static readonly Gen<(LocalDate, int)> AnyNumber = Gen.Select(Gen.Int[0, 126 * 365], Gen.Int[1, 998], (days, sequence) => (new LocalDate(1900, 1, 1).PlusDays(days), sequence));

    private static string Number(LocalDate born, int sequence) => Checked($"{born.ToString("yyMMdd", CultureInfo.InvariantCulture)}{sequence:D3}", born.Year < 2000 ? 1900 : 2000);

    private static string Checked(string nine, int century) =>
        $"{nine}{97 - (long.Parse(nine, CultureInfo.InvariantCulture) + (century == 2000 ? 2_000_000_000 : 0)) % 97:D2}";
}
