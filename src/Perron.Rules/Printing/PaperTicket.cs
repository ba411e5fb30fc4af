namespace Perron.Printing;

/// <summary>What stands on a paper ticket, already in the words of its language. Nothing on it says who holds it.</summary>
/// <param name="Number">Such as A 42: printed as large as the paper allows.</param>
/// <param name="Wait">Such as "environ 10 min, rarement plus de 25"; null when nothing is foretold.</param>
/// <param name="Ahead">Such as "3 personnes avant vous".</param>
/// <param name="PrintedAt">The day and the hour.</param>
/// <param name="FollowUrl">Where the ticket is followed on a telephone; null when it cannot be.</param>
/// <param name="Follow">Says what the square below it is for.</param>
public sealed record PaperTicket(string Hall, string Number, string Service, string? Wait, string Ahead, string PrintedAt, string? FollowUrl, string Follow);

/// <summary>A thermal printer that understands ESC/POS, at 203 dots an inch.</summary>
/// <param name="Dots">Across the paper: 576 on paper of 80 mm, 384 on paper of 58 mm.</param>
/// <param name="CodePage">Its number for PC858, Western Europe with the euro: 19 on most.</param>
public sealed record TicketPrinter(int Dots = 576, byte CodePage = 19)
{
    private const int DotsOfALetter = 12;

    /// <summary>Letters of the usual size on a line.</summary>
    public int Columns => Dots / DotsOfALetter;
}
